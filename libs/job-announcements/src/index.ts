export { createAnnounce } from './announce.ts';
export { announcementOf, type Announcement } from './announcement.ts';
