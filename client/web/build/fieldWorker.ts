import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

const ENTRY = 'field';
const WORKER = 'field-worker.js';

/** Not hashed, so that each build has them anew: what the manifest and the page name besides. */
const NAMED = ['/field.webmanifest', '/icon.svg', '/icons/192.png', '/icons/512.png'];

/** What is larger comes onto the device later. */
const FIRST_BYTES_MAX = 250_000;

interface Chunk {
  type: 'chunk';
  name: string;
  fileName: string;
  isEntry: boolean;
  code: string;
  imports: string[];
  dynamicImports: string[];
  viteMetadata?: { importedCss: Set<string>; importedAssets: Set<string> };
}

/**
 * Tells the handheld's service worker which files to keep: whatever the page of /field leads to, at once or later, with its
 * styles and workers. The name of its store is the hash of that list, so that a new build has a store of its own.
 */
export function fieldWorker(): Plugin {
  return {
    name: 'gridcity-field-worker',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const chunks = new Map(
          Object.values(bundle).flatMap((one) =>
            one.type === 'chunk' ? [[one.fileName, one as unknown as Chunk]] : [],
          ),
        );
        const worker = chunks.get(WORKER);
        const entry = [...chunks.values()].find((one) => one.isEntry && one.name === ENTRY);
        if (!worker || !entry) return;
        if (worker.imports.length > 0)
          this.error(`${WORKER} has to be one file: it imports ${worker.imports.join(', ')}`);
        const files = [...filesOf(entry, chunks)].sort();
        const later = files.filter((file) => bytesOf(bundle[file]) > FIRST_BYTES_MAX);
        const first = files
          .filter((file) => !later.includes(file))
          .map((file) => `/${file}`)
          .concat(NAMED);
        const values = {
          FIELD_FILES: first,
          FIELD_LATER: later.map((file) => `/${file}`),
          FIELD_BUILD: createHash('sha256').update(files.join()).digest('hex').slice(0, 12),
        };
        for (const [name, value] of Object.entries(values))
          worker.code = worker.code.replace(name, JSON.stringify(value));
      },
    },
  };
}

function bytesOf(
  file: { type: 'chunk'; code: string } | { type: 'asset'; source: string | Uint8Array } | undefined,
): number {
  return file?.type === 'chunk' ? file.code.length : (file?.source.length ?? 0);
}

function filesOf(entry: Chunk, chunks: ReadonlyMap<string, Chunk>): Set<string> {
  const files = new Set<string>();
  const visit = (name: string) => {
    if (files.has(name)) return;
    files.add(name);
    const chunk = chunks.get(name);
    for (const next of [...(chunk?.imports ?? []), ...(chunk?.dynamicImports ?? [])]) visit(next);
    for (const asset of [...(chunk?.viteMetadata?.importedCss ?? []), ...(chunk?.viteMetadata?.importedAssets ?? [])])
      files.add(asset);
  };
  visit(entry.fileName);
  return files;
}
