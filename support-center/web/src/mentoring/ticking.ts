// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'preact/hooks';

/** Draws a component anew this often: for ages and figures, never for pictures. */
export function useTick(millis: number): void {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), millis);
    return () => clearInterval(timer);
  }, [millis]);
}
