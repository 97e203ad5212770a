import type { InterventionPolicy } from '@ngwaf/contracts';

const termDays = { elevated: 7, high: 30, severe: 90 };

/** What a risk of problem gambling brings a user under; each operator's own to adapt. */
export const PROBLEM_GAMBLING_POLICY: InterventionPolicy = {
  groups: [
    { name: 'low', from: 0, restrictions: [] },
    {
      name: 'elevated',
      from: 0.5,
      restrictions: [
        { kind: 'message', template: 'set_limits', termDays: termDays.elevated },
        { kind: 'marketing_stop', termDays: termDays.elevated },
      ],
    },
    {
      name: 'high',
      from: 0.7,
      restrictions: [
        { kind: 'message', template: 'limit_lowered', termDays: termDays.high },
        { kind: 'marketing_stop', termDays: termDays.high },
        {
          kind: 'deposit_limit',
          amount: 100,
          currency: 'EUR',
          per: 'week',
          termDays: termDays.high,
        },
      ],
    },
    {
      name: 'severe',
      from: 0.85,
      restrictions: [
        { kind: 'message', template: 'account_paused', termDays: termDays.severe },
        { kind: 'marketing_stop', termDays: termDays.severe },
        {
          kind: 'deposit_limit',
          amount: 25,
          currency: 'EUR',
          per: 'week',
          termDays: termDays.severe,
        },
        { kind: 'cooling_off', termDays: termDays.severe },
        { kind: 'referral', to: 'counselling', termDays: termDays.severe },
      ],
    },
  ],
};
