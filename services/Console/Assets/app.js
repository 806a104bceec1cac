// Loads what every page of the console has. Each module listens for what it needs; none knows the page.
import './visit.js';
import './live.js';
import './keys.js';
import './theme.js';
import './dialogs.js';
import './actions.js';
import './drop.js';
import './viewer.js';
import { settle } from './stream.js';
import { announcePage } from './visit.js';

settle(document);
announcePage();
