// SPDX-License-Identifier: Apache-2.0
import type { JSX } from 'preact';
import type { RiskView } from './riskView';

/** 0 to 100 with a tick at the risk and a whisker over its interval. Decoration: words say the same. */
export function RiskBar({ risk }: { risk: RiskView }): JSX.Element {
  if (risk.percent === null) return <span class="risk-bar none" aria-hidden="true" />;
  return (
    <span
      class={`risk-bar step-${risk.step} ${risk.state}`}
      style={{ '--at': risk.percent, '--low': risk.low, '--high': risk.high }}
      aria-hidden="true"
    >
      <i class="fill" />
      <i class="whisker below" />
      <i class="whisker above" />
      <i class="tick" />
    </span>
  );
}
