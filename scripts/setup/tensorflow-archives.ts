import type { Artifact } from './download.ts';
import { pipSource, webSource } from './sources.ts';

/** A published archive that holds TensorFlow's C library for one kind of computer. */
export interface LibraryArchive extends Artifact {
  /** TensorFlow's version: it names the finished folder in the cache. */
  version: string;
  packing: 'tar' | 'wheel';
  /** The two libraries by the names the loader looks for (the SONAMEs), and where they lie. */
  libraries: string[];
  libraryFolder: string;
  /** The folder with `tensorflow/c/c_api.h` in it. */
  includeFolder: string;
}

/**
 * Google's archives of the C library, as tfjs-node's own install script takes them. The hashes are
 * those that NixOS pins for the same addresses: they could not be downloaded where this was written.
 */
function official(address: string, version: string, sha256: string, bytes: number): LibraryArchive {
  const suffix = process.platform === 'darwin' ? '.2.dylib' : '.so.2';
  return {
    name: address.slice(address.lastIndexOf('/') + 1),
    sha256,
    bytes,
    sources: [webSource(`https://storage.googleapis.com/${address}`)],
    version,
    packing: 'tar',
    libraries: [`libtensorflow${suffix}`, `libtensorflow_framework${suffix}`],
    libraryFolder: 'lib',
    includeFolder: 'include',
  };
}

/** The wheel of TensorFlow for Python 3.11: the same library as a part of it. */
function wheel(name: string, platform: string, sha256: string, bytes: number): LibraryArchive {
  const suffix = process.platform === 'darwin' ? '.2.dylib' : '.so.2';
  return {
    name: `${name}-2.15.1-${platform}.whl`,
    sha256,
    bytes,
    sources: [pipSource(`${name}==2.15.1`, platform, bytes)],
    version: '2.15.1',
    packing: 'wheel',
    libraries: [`libtensorflow_cc${suffix}`, `libtensorflow_framework${suffix}`],
    libraryFolder: 'tensorflow',
    includeFolder: 'tensorflow/include',
  };
}

/**
 * Archives to try, in this order. None for Windows: its wheels carry no library to link against, and
 * the binding that tfjs-node 4.22.0 wants to download there was never published.
 */
export function libraryArchives(platform: string, architecture: string): LibraryArchive[] {
  switch (`${platform}-${architecture}`) {
    case 'linux-x64':
      return [
        official(
          'tensorflow/libtensorflow/libtensorflow-cpu-linux-x86_64-2.9.1.tar.gz',
          '2.9.1',
          '7f510d2546e3db5e10b1d119463689003d587842892ad3c95bca51cf82820173',
          99e6,
        ),
        wheel(
          'tensorflow-cpu',
          'manylinux_2_17_x86_64',
          '54660c074d7241a503e81edfd9f5ef5af88f64051b72e2945f26318c790f2d26',
          207_208_420,
        ),
      ];
    case 'linux-arm64':
      return [
        official(
          'tf-builds/libtensorflow_r2_7_linux_arm64.tar.gz',
          '2.7.0',
          '9395d1ff39f5b6847f5121e679ff4e599dc7061a2a7f87ceac061c78e908e6e3',
          100e6,
        ),
        wheel(
          'tensorflow-cpu-aws',
          'manylinux_2_17_aarch64',
          'd4c3a3a9363bf42999adedbbd514e3a133be2d62f61fee9cfa46aaefb087c09e',
          211_874_120,
        ),
      ];
    case 'darwin-x64':
      return [
        official(
          'tensorflow/libtensorflow/libtensorflow-cpu-darwin-x86_64-2.9.1.tar.gz',
          '2.9.1',
          '56f83d3320ba0f69aaafd6c058645e1b7fbc75fb9a3fc36d6be98de1291ca226',
          100e6,
        ),
        wheel(
          'tensorflow',
          'macosx_10_15_x86_64',
          '6761efe511e6ee0f893f60738fefbcc51d6dc386eeaaafea59d21899ef369ffd',
          236_482_723,
        ),
      ];
    case 'darwin-arm64':
      return [
        official(
          'tf-builds/libtensorflow_r2_7_darwin_arm64_cpu.tar.gz',
          '2.7.0',
          '13ab22b97e2af06e431aaeb7b42fb89981965dd01aa16da035d8210aa4183d79',
          100e6,
        ),
        wheel(
          'tensorflow',
          'macosx_12_0_arm64',
          'aa926114d1e13ffe5b2ea59c3f195216f26646d7fe36e9e5207b291e4b7902ff',
          205_736_374,
        ),
      ];
    default:
      return [];
  }
}
