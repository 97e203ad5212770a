import { actionlint } from './actionlint.ts';
import { checkov } from './checkov.ts';
import type { Check } from './finding.ts';
import { licences } from './licences/licences.ts';
import { npmAudit } from './npm-audit.ts';
import { pipAudit } from './pip-audit.ts';
import { zizmor } from './zizmor.ts';

/** Everything that looks at what others made, in the order in which it runs. */
export const CHECKS: Check[] = [actionlint, zizmor, checkov, npmAudit, pipAudit, licences];
