import { describe, expect, it } from "vitest";
import { embeddedSettings } from "./embedded-settings.mjs";

const GB = 1024 ** 3;
const value = (memory: number, name: string) =>
  embeddedSettings(memory)
    .find((setting) => setting.startsWith(`${name}=`))
    ?.slice(name.length + 1);

describe("the embedded database's settings", () => {
  it("take a share of the machine's memory, and leave the most of it", () => {
    expect(value(8 * GB, "shared_buffers")).toBe("1024MB");
    expect(value(8 * GB, "work_mem")).toBe("16MB");
    expect(value(8 * GB, "effective_cache_size")).toBe("4096MB");
  });

  it("stay within bounds on the smallest machine and the largest", () => {
    expect([value(GB / 2, "shared_buffers"), value(256 * GB, "shared_buffers")]).toEqual(["128MB", "2048MB"]);
    expect([value(GB / 2, "work_mem"), value(256 * GB, "work_mem")]).toEqual(["8MB", "64MB"]);
    expect([value(GB / 2, "maintenance_work_mem"), value(256 * GB, "maintenance_work_mem")]).toEqual(["64MB", "512MB"]);
  });
});
