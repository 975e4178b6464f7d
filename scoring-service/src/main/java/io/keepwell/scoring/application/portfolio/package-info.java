/** What is answered for all accounts together: portfolios, KPIs, loads. */
@NullMarked
package io.keepwell.scoring.application.portfolio;

import org.jspecify.annotations.NullMarked;
