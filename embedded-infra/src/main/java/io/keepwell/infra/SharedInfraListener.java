package io.keepwell.infra;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Stops {@link SharedInfra} at the end of a test run; JUnit finds it by itself. */
public final class SharedInfraListener implements LauncherSessionListener {

    /** For JUnit. */
    public SharedInfraListener() {}

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        SharedInfra.close();
    }
}
