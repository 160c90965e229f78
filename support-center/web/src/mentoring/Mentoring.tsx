// SPDX-License-Identifier: Apache-2.0
import type { JSX } from 'preact';
import type { Route } from '../shell/route';
import './mentoring.css';
import { MentorPage } from './MentorPage';
import { OperatingRoomPage } from './OperatingRoomPage';
import { RoomsPage } from './RoomsPage';

/** The pages of this folder; loaded when one of them is opened first. */
export function Mentoring({ route }: { route: Route }): JSX.Element | null {
  switch (route.page) {
    case 'rooms':
      return <RoomsPage />;
    case 'or':
      return <OperatingRoomPage key={route.room} room={route.room} />;
    case 'mentor':
      return <MentorPage key={route.room} room={route.room} />;
    case 'board':
    case 'bed':
      return null;
  }
}
