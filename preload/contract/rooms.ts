/** The window's rooms, in the lecture's order. */
export const rooms = ['images', 'data', 'network', 'train', 'results', 'try'] as const;
export type Room = (typeof rooms)[number];
