import { createRequire } from 'node:module';
import type SharpModule from 'sharp';

/**
 * Electron on Linux links the system's GLib, and libvips brings its own under the same names: in a
 * process of Electron's, sharp's native build calls into the wrong one (failed assertions with each
 * picture on Debian 12, crashes on newer systems: sharp issues 4351 and 4525). Neither
 * RTLD_DEEPBIND (two allocators: double free) nor LD_PRELOAD (crash at start) cures it. There,
 * sharp's own WebAssembly build is used, which depends on no library of the system.
 *
 * sharp turns to WebAssembly by itself where its native build gives nothing; so it gives nothing.
 */
function hideNativeBuild(require: NodeJS.Require): void {
  const inside = createRequire(require.resolve('sharp'));
  inside.resolve('@img/sharp-wasm32/sharp.node');
  const native = inside.resolve(`@img/sharp-linux-${process.arch}/sharp.node`);
  require.cache[native] = { loaded: true, exports: null } as NodeJS.Module;
}

function load(): typeof SharpModule {
  const require = createRequire(import.meta.url);
  if (process.platform === 'linux' && process.versions['electron']) {
    try {
      hideNativeBuild(require);
    } catch {
      // One of the two builds is not installed: sharp finds the other.
    }
  }
  return require('sharp') as typeof SharpModule;
}

/** The picture library; import it from here only, never from 'sharp'. */
export const sharp = load();
