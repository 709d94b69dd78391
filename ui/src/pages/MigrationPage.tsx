import { MigrationDesk } from "../features/migration/MigrationDesk";

/** 升级与回退. */
export function MigrationPage() {
  return <MigrationDesk />;
}
