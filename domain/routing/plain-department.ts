/** A department's plain name: with the county's name before it and without are the same. `county` '': it is not known. */
export function plainDepartment(name: string, county: string): string {
  const plain = name.trim();
  return county !== '' && plain !== county && plain.startsWith(county) ? plain.slice(county.length) : plain;
}
