import { AppShell, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ColoursSwitch } from './colours-switch.tsx';
import classes from './frame.module.css';
import { LanguageSwitch } from './language-switch.tsx';

const productName = 'Tillside';

/** Around every page: whose it is, and the switches for language and colours. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('console');
  return (
    <AppShell header={{ height: 64 }}>
      <AppShell.Header className={classes.header}>
        <Group gap="sm" wrap="nowrap">
          <img
            src={`${import.meta.env.BASE_URL}icon.svg`}
            alt=""
            width={32}
            height={32}
            className={classes.icon}
          />
          <Text fw={700} size="lg">
            {productName}
          </Text>
          <Text c="dimmed" visibleFrom="sm">
            {t('frame.title')}
          </Text>
        </Group>
        <Group gap="md" wrap="nowrap">
          <LanguageSwitch />
          <ColoursSwitch />
        </Group>
      </AppShell.Header>
      <AppShell.Main>
        <div className={classes.page}>{children}</div>
      </AppShell.Main>
    </AppShell>
  );
}
