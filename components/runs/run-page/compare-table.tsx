import type { ReactNode } from 'react'

type CompareTableProps = { title: string; first: string; difference: string; children: ReactNode; empty: string | null }

/** Name, this run, the other run, difference: the same four columns for all that is compared. */
export function CompareTable({ title, first, difference, children, empty }: CompareTableProps) {
  return (
    <section aria-label={title} className="flex flex-col gap-1">
      <h3 className="font-medium text-13">{title}</h3>
      {empty ? (
        <p className="text-13 text-muted">{empty}</p>
      ) : (
        <div className="overflow-x-auto rounded-md border border-line">
          <table className="w-full table-fixed text-left text-13">
            <thead className="text-12 text-muted">
              <tr className="border-line border-b [&>th]:px-2 [&>th]:py-1.5 [&>th]:font-normal">
                <th scope="col" className="w-[32%]">
                  {first}
                </th>
                <th scope="col">This run</th>
                <th scope="col">Other run</th>
                <th scope="col" className="w-[24%] text-right">
                  {difference}
                </th>
              </tr>
            </thead>
            <tbody className="divide-y divide-line [&>tr>*]:px-2 [&>tr>*]:py-1.5 [&>tr>*]:align-top">{children}</tbody>
          </table>
        </div>
      )}
    </section>
  )
}
