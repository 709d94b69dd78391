import { backup } from "./backup";
import { common } from "./common";
import { contract } from "./contract";
import { evaluation } from "./evaluation";
import { exchange } from "./exchange";
import { fields } from "./fields";
import { health } from "./health";
import { home } from "./home";
import { interview } from "./interview";
import { journal } from "./journal";
import { migration } from "./migration";
import { opening } from "./opening";
import { payment } from "./payment";
import { payment_plan } from "./payment_plan";
import { people } from "./people";
import { procurement } from "./procurement";
import { project } from "./project";
import { restore } from "./restore";
import { settings } from "./settings";
import { settlement } from "./settlement";
import { supplier } from "./supplier";
import { trust } from "./trust";
import { upkeep } from "./upkeep";

/** All Chinese texts: the language that the others are measured against. */
export const zh = {
  backup,
  common,
  contract,
  evaluation,
  exchange,
  fields,
  interview,
  health,
  home,
  journal,
  migration,
  opening,
  payment,
  payment_plan,
  people,
  procurement,
  project,
  restore,
  settings,
  settlement,
  supplier,
  trust,
  upkeep,
};
