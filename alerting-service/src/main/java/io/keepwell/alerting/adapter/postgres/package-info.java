/** The tables, through Hibernate Reactive. */
@NullMarked
package io.keepwell.alerting.adapter.postgres;

import org.jspecify.annotations.NullMarked;
