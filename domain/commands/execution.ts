export const executionCommands = {};
