export const stoppingCommands = {};
