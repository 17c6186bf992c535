/**
 * Work measured in the processor's time and not by the clock on the wall, so that a guard against hostile input does not
 * fail because something else was running. The bounds of such guards are far above what the work takes.
 */

/** ms of processor time that this process spent since `from`. */
export function cpuMsSince(from: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1_000;
}
