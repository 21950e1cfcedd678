import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import type { Licence } from '../preload/contract.ts';

const LicencesSchema = v.array(
  v.object({ name: v.string(), version: v.string(), licence: v.string(), text: v.string() }),
);

/** The licences of Mebae, its data and the libraries in it, as scripts/licences.ts collected them. */
export async function readLicences(assets: string): Promise<Licence[]> {
  const file = path.join(assets, 'licences/licences.json');
  return v.parse(LicencesSchema, JSON.parse(await readFile(file, 'utf8')));
}
