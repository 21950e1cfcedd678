import { Menu } from 'electron';
import { menuTemplate, type MenuContext } from './menu-template.ts';

/** Puts the application's menu up, in the language and state of the settings. */
export function showMenu(context: MenuContext): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(context)));
}
