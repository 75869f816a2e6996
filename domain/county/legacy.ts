/**
 * Policies from before a county's names were in them: their cases were decided in the words of the one county that there was,
 * and are decided in them again when their workflows are replayed. The only place outside the demo county's data that names it.
 */
export const LEGACY_COUNTY_NAME = '云溪县';
