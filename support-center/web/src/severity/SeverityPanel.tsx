// SPDX-License-Identifier: Apache-2.0
import type { JSX } from 'preact';
import { hub } from '../live/browser';
import type { BedSummary } from '../live/protocol';
import { Icon } from '../shell/icons';
import { contact } from '../ward/staleness';
import { ageWords } from '../words/age';
import { clockTime } from '../words/clock';
import { words } from '../words/language';
import { Contributors } from './Contributors';
import { PublishedScores } from './PublishedScores';
import { countdown } from './reviews';
import { RiskBar } from './RiskBar';
import { type Confidence, type RiskView, riskView } from './riskView';
import { ofOccupant, type SeverityDetail } from './severity';
import { TrendArrow } from './TrendArrow';

/** How ill the patient of this bed is estimated to be, why, how sure that is, and what is due. */
export function SeverityPanel({ bed }: { bed: BedSummary }): JSX.Element {
  const w = words.value;
  const now = hub.second.value;
  const severity = ofOccupant(hub.severity.detail(bed.bed).value, bed.encounter);
  const cut = ['interrupted', 'lost'].includes(contact(bed, now));
  const risk = riskView(severity, hub.trusted.value, cut, w);
  const published = severity !== null && severity.scores.length > 0;
  // Where the model is not validated or silent, the published scores lead.
  const leads = published && (risk.state === 'unproven' || risk.state === 'withheld');
  const scores = published ? <PublishedScores scores={severity.scores} now={now} /> : null;
  return (
    <section class={`panel severity ${risk.state}`}>
      <h2>
        {w.risk} <small>{w.riskOf}</small>
        {severity?.asOf != null && (
          <small class="scored num">
            {w.scoredAt(clockTime(severity.asOf, { seconds: false }))} ·{' '}
            {ageWords(severity.asOf, now, risk.state === 'old', w)}
          </small>
        )}
      </h2>
      {severity !== null && <Reviews severity={severity} />}
      {leads && scores}
      <Risk risk={risk} withheld={severity?.withheld ?? null} />
      {severity !== null && severity.learned !== null && (
        <Contributors reasons={severity.reasons} now={now} old={risk.state === 'old'} />
      )}
      {!leads && scores}
      {severity !== null && severity.model !== '' && (
        <p class="model-line">
          {w.model} {severity.model}
          <span>{w.modelCard}</span>
        </p>
      )}
    </section>
  );
}

function Risk({ risk, withheld }: { risk: RiskView; withheld: string | null }): JSX.Element {
  const w = words.value;
  if (risk.percent === null) {
    return (
      <div class="no-risk">
        <p>
          <b class="risk-large num">—</b>
          <b>{risk.why}</b>
          <span class="num">{risk.items}</span>
        </p>
        <p class="quiet-text">{w.withheldLong(withheld ?? 'not-scored-yet')}</p>
      </div>
    );
  }
  return (
    <div class="risk-now">
      <div class="risk-line">
        <b class="risk-large num">
          {risk.text}
          <small>%</small>
        </b>
        <span class="risk-facts num">
          <span class="risk-change">
            <TrendArrow risk={risk} />
            {risk.change !== '' && (
              <>
                <b>{risk.change}</b> <small>{w.perHour}</small>
              </>
            )}
          </span>
          <span>
            {w.interval95} {risk.interval}
          </span>
        </span>
        <span class="risk-facts right num">
          {risk.confidence !== null && <Sureness confidence={risk.confidence} />}
          <span>{risk.items}</span>
        </span>
      </div>
      <RiskBar risk={risk} />
      <span class="risk-scale num" aria-hidden="true">
        {[0, 25, 50, 75, 100].map((at) => (
          <i key={at}>{at}</i>
        ))}
      </span>
      {risk.state === 'unproven' && (
        <p class="risk-note hatched">
          <b>{w.notValidated}</b> {w.notValidatedLong}
        </p>
      )}
      {risk.state === 'old' && (
        <p class="risk-note">
          <b>{w.oldRisk}</b> {w.oldRiskLong}
        </p>
      )}
    </div>
  );
}

const DOTS: Record<Confidence, number> = { high: 3, medium: 2, low: 1 };

function Sureness({ confidence }: { confidence: Confidence }): JSX.Element {
  const w = words.value;
  return (
    <span class="sureness">
      {w.confidence} <b>{w.confidenceWords[confidence]}</b>
      <span aria-hidden="true">
        {[1, 2, 3].map((dot) => (
          <i key={dot} class={dot <= DOTS[confidence] ? 'full' : ''} />
        ))}
      </span>
    </span>
  );
}

function Reviews({ severity }: { severity: SeverityDetail }): JSX.Element | null {
  const w = words.value;
  const now = hub.trusted.value;
  if (severity.reviews.length === 0) return null;
  return (
    <ul class="reviews">
      {severity.reviews.map((review) => {
        const { overdue, text } = countdown(review, now, w);
        return (
          <li key={review.score} class={overdue ? 'review-due overdue' : 'review-due'}>
            <Icon name={overdue ? 'warn' : 'clock'} size={18} />
            <span>{w.reviewAsked(review.score, clockTime(review.due, { seconds: false }))}</span>
            <b class="num" role="timer">
              {text}
            </b>
          </li>
        );
      })}
    </ul>
  );
}
