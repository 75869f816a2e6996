export const reviewCommands = {};
