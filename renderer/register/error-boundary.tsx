import { Component, type ReactNode } from 'react';
import { Failed } from './setup/failed.tsx';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
}

/** A mistake of ours in a screen: says so instead of a white page. What was committed stays in the journal. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <Failed message={null} /> : this.props.children;
  }
}
