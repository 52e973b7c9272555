import { SettingsTabs } from '@/components/settings/settings-tabs'

export default async function SettingsLayout({ params, children }: LayoutProps<'/e/[environment]/settings'>) {
  const { environment } = await params
  return (
    <div className="flex flex-col gap-5 p-4 sm:p-5">
      <SettingsTabs environment={environment} />
      {children}
    </div>
  )
}
