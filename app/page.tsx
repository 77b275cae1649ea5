import { redirect } from "next/navigation";

/** Until the overview is built, the list of cases is where one begins. */
export default function Home() {
  redirect("/cases");
}
