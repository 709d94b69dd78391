import { HomeDesk } from "../features/home/HomeDesk";

/** 首页. */
export function HomePage() {
  return <HomeDesk />;
}
