/** What an alert is and may become: plain rules, without time, ids or storage of their own. */
@NullMarked
package io.keepwell.alerting.domain;

import org.jspecify.annotations.NullMarked;
