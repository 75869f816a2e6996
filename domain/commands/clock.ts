export const clockCommands = {};
