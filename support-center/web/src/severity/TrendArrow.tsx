// SPDX-License-Identifier: Apache-2.0
import type { JSX } from 'preact';
import { Icon, type IconName } from '../shell/icons';
import { words } from '../words/language';
import type { RiskView } from './riskView';

/** Which way the risk goes, steep or slight, with the word for it. */
export function TrendArrow({ risk, size = 16 }: { risk: RiskView; size?: number }): JSX.Element | null {
  if (risk.trend === null) return null;
  return (
    <span class="risk-arrow">
      <Icon name={arrowOf(risk.changePoints)} size={size} />
      <span class="sr">{words.value.trendWords[risk.trend]}</span>
    </span>
  );
}

/** From these points an hour on an arrow leans, or stands upright. */
const SLIGHT = 3;
const STEEP = 10;

function arrowOf(change: number): IconName {
  if (change >= STEEP) return 'up';
  if (change >= SLIGHT) return 'upRight';
  if (change <= -STEEP) return 'down';
  return change <= -SLIGHT ? 'downRight' : 'right';
}
