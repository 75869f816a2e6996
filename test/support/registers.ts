/** The demo county's registers of numbers, for parts that are tried without its settings. */
import { patternsOf } from '../../domain/county/numbers.ts';
import { type ReadRegisters, registersOf } from '../../record/numbering.ts';

export const demoRegisters = registersOf(patternsOf('云溪'));
export const readDemoRegisters: ReadRegisters = async () => demoRegisters;
