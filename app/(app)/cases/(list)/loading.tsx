import { CasesLoading } from "@/components/cases/cases-loading";

export default function Loading() {
  return <CasesLoading />;
}
