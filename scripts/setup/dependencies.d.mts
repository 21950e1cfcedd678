/** Whether node_modules is what the lockfile says. */
export function dependenciesInstalled(checkout: string): boolean;
/** @throws Error with npm's own words above it */
export function installDependencies(checkout: string): void;
