/** How the bodies of webhooks become events. */
@NullMarked
package io.keepwell.policy.webhook;

import org.jspecify.annotations.NullMarked;
