/** What alerting and playbook do about an account: alert rules and plays. */
@NullMarked
package io.keepwell.policy.reaction;

import org.jspecify.annotations.NullMarked;
