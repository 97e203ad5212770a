import { resourceNames } from '@ngwaf/contracts';
import type { ModelEntry } from '@ngwaf/model-catalogue';

import type { TriggerAlarms } from './handler.ts';

/** The alarms of the triggers of all models, by the names that infra gives them. */
export const createTriggerAlarms = (
  namePrefix: string,
  models: readonly ModelEntry[],
): TriggerAlarms => {
  const names = resourceNames(namePrefix);
  const byName = new Map(
    models.flatMap((entry) =>
      entry.triggers.map((trigger) => {
        const alarm = names.modelTriggerAlarm(entry.code, trigger.metric);
        return [alarm, { entry, cause: { by: 'alarm' as const, alarm, trigger } }] as const;
      }),
    ),
  );
  return { find: (alarm) => byName.get(alarm) };
};
