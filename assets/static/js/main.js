// What the pages gain when scripts run. Everything works without it.

import { autosave } from "./autosave.js";
import { printing, sharing } from "./tools.js";
import { suggesting } from "./suggest.js";
import { announceResults, dismissable, fillIn, focusErrors } from "./manners.js";

printing(document);
sharing(document);
dismissable(document);
focusErrors(document);
fillIn(document);
announceResults(document);
autosave(document);
suggesting(document);
