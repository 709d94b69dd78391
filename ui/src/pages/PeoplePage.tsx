import { PeopleDesk } from "../features/people/PeopleDesk";

/** 用户与权限. */
export function PeoplePage() {
  return <PeopleDesk />;
}
