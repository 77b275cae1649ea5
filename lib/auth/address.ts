import { isIPv4, isIPv6 } from "node:net";
import { env } from "@/lib/env";

/** Set by the server itself at each request (instrumentation.ts): the other end of the connection. Whatever a client sends is replaced. */
export const peerHeader = "x-weir-peer";

/**
 * Who calls, for counting failures. Weir itself speaks plain HTTP: if its public address is https, or the other end of the connection is
 * this machine, a proxy stands in between, and what that proxy put last into X-Forwarded-For is the caller. Else it is the other end.
 * An IPv6 caller is its network (/64), which is what one caller can change within.
 */
export function callerAddress(headers: { get(name: string): string | null }): string {
  const peer = headers.get(peerHeader) ?? "";
  const proxied = env().WEIR_URL.startsWith("https:") || peer === "" || isLoopback(peer);
  const forwarded = proxied ? headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() : undefined;
  return network(forwarded || peer);
}

/** Whether a program on this machine asks, and not a proxy on it for somebody else. */
export function isFromHere(headers: { get(name: string): string | null }): boolean {
  const forwarded = (headers.get("x-forwarded-for") ?? "").split(",").map((address) => address.trim());
  return [headers.get(peerHeader) ?? "", ...forwarded.filter(Boolean)].every(isLoopback);
}

const isLoopback = (address: string) => /^(::ffff:)?127\.|^::1$/.test(address);

function network(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (isIPv4(address)) return address;
  if (!isIPv6(address)) return "unknown";
  const [head = "", tail] = (address.split("%", 1)[0] ?? "").split("::");
  const groups = head === "" ? [] : head.split(":");
  const after = tail ? tail.split(":") : [];
  const filled =
    tail === undefined ? groups : [...groups, ...Array(8 - groups.length - after.length).fill("0"), ...after];
  return `${filled
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}
