import type { Champion } from '@ngwaf/contracts';

import type { Champions } from './champions.ts';
import { ModelUnavailableError } from './errors.ts';

/** A version that is loaded. */
export interface Loaded<Model> {
  version: string;
  model: Model;
}

/** What keeping a model loaded needs. */
export interface LiveModelPorts<Model> {
  champions: Pick<Champions, 'find' | 'fetchArtefact'>;
  /** Rejects what this code cannot read, such as an artefact of another feature format. */
  load: (archive: Uint8Array) => Promise<Model>;
  /** A version was loaded; `replaced` was before. */
  onLoaded: (version: string, replaced: string | undefined) => void;
  /** The live version could not be looked up or loaded; `serving` goes on, if any. */
  onFailure: (error: unknown, serving: string | undefined) => void;
  /** Milliseconds of a clock that goes on while the process is frozen. */
  now: () => number;
}

export interface LiveModelOptions {
  /** How old what is known of the live version may be before it is looked up again. */
  refreshMs: number;
  /** How long a request waits for that at most while there is a model to answer with. */
  patienceMs: number;
}

/** How soon a first load that failed is tried again: not at each request. */
const FIRST_LOAD_RETRY_MS = 1_000;

const within = async (work: Promise<void>, milliseconds: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work, patience]).finally(() => clearTimeout(timer));
};

/**
 * The live model, loaded, and loaded anew when another version goes live.
 *
 * One request in `refreshMs` looks the live version up (an answer of S3 that nothing changed, hardly
 * ever more) and waits for it no longer than `patienceMs`; what takes longer goes on beside the
 * requests that follow, which are answered by the version before. So they are when the new one cannot
 * be had: better an old model than none. A function is frozen between requests, so what it began
 * behind an answer may break off; it is begun again after `refreshMs`.
 */
export const createLiveModel = <Model>(
  ports: LiveModelPorts<Model>,
  { refreshMs, patienceMs }: LiveModelOptions,
) => {
  let loaded: (Loaded<Model> & { champion: Champion }) | undefined;
  let tag: string | undefined;
  let checkedAt: number | undefined;
  let checking: Promise<void> | undefined;
  let failure: unknown;
  /** What this code cannot read it will not be able to read in half a minute either. */
  let refused: { sha256: string; error: unknown } | undefined;

  const load = async (champion: Champion): Promise<void> => {
    const { version, sha256 } = champion;
    if (refused?.sha256 === sha256) throw refused.error;
    const archive = await ports.champions.fetchArtefact(champion);
    const model = await ports.load(archive).catch((error: unknown) => {
      refused = { sha256, error };
      throw error;
    });
    ports.onLoaded(version, loaded?.version);
    loaded = { version, model, champion };
  };

  const refresh = async (): Promise<void> => {
    const found = await ports.champions.find(tag);
    if (found === 'unchanged') return;
    if (found === undefined) throw new Error('no version of the model is live yet');
    const { version, sha256 } = found.champion;
    const isLoaded = loaded?.version === version && loaded.champion.sha256 === sha256;
    if (!isLoaded) await load(found.champion);
    tag = found.tag;
  };

  const check = async (): Promise<void> => {
    try {
      await refresh();
      failure = undefined;
    } catch (error) {
      failure = error;
      ports.onFailure(error, loaded?.version);
    } finally {
      checkedAt = ports.now();
      checking = undefined;
    }
  };

  const isDue = (): boolean => {
    if (checkedAt === undefined) return true;
    const age = ports.now() - checkedAt;
    // A clock that was put back must not stop the checks.
    return age < 0 || age >= (loaded ? refreshMs : Math.min(refreshMs, FIRST_LOAD_RETRY_MS));
  };

  return {
    /**
     * The version to score with; the first request waits for it.
     *
     * @throws {ModelUnavailableError} none could be loaded.
     */
    current: async (): Promise<Loaded<Model>> => {
      if (isDue()) checking ??= check();
      if (checking) await (loaded ? within(checking, patienceMs) : checking);
      if (!loaded) throw new ModelUnavailableError({ cause: failure });
      return loaded;
    },
  };
};
export type LiveModel<Model> = ReturnType<typeof createLiveModel<Model>>;
