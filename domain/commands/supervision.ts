export const supervisionCommands = {};
