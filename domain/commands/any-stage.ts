export const anyStageCommands = {};
