import type { Session } from 'electron';

/**
 * Item 5: "Handle session permission requests from remote content". Electron grants what is not
 * refused. Mebae needs none: dropping, choosing and pasting files ask for no permission.
 */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
}
