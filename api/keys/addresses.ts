/** Addresses that a key may come from: single ones and networks, of both versions of the protocol. */
import { BlockList, isIP } from 'node:net';

const family = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 4 ? 'ipv4' : 'ipv6');

/** As Node names an IPv4 caller on a socket of both versions. */
const plain = (address: string): string => /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;

interface Network {
  address: string;
  /** Bits; null: this address alone. */
  prefix: number | null;
}

function networkOf(text: string): Network | null {
  const match = /^([0-9a-fA-F.:]+)(?:\/(\d{1,3}))?$/.exec(text);
  const address = match?.[1] ?? '';
  if (isIP(address) === 0) return null;
  if (match?.[2] === undefined) return { address, prefix: null };
  const prefix = Number(match[2]);
  // A network of everything limits nothing, and says that it does.
  return prefix >= 1 && prefix <= (isIP(address) === 4 ? 32 : 128) ? { address, prefix } : null;
}

export const isNetwork = (text: string): boolean => networkOf(text) !== null;

/** Whether the caller's address is among those; none listed: any is. */
export function isAmong(address: string, networks: readonly string[]): boolean {
  if (networks.length === 0) return true;
  const from = plain(address);
  if (isIP(from) === 0) return false;
  const list = new BlockList();
  for (const network of networks.map(networkOf)) {
    if (network === null) continue;
    if (network.prefix === null) list.addAddress(network.address, family(network.address));
    else list.addSubnet(network.address, network.prefix, family(network.address));
  }
  return list.check(from, family(from));
}
