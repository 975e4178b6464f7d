package io.keepwell.policy.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be wrong with a play, word for word. */
class PlayProblemsTest {

    private static final String LONG = "A".repeat(2001);

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            textBlock =
                    """
                    id: offer § id: ask § 45:8: task 'ask' is already at a.yaml:40. Give one of the two another id, or remove it.
                    id: offer § id: an_offer § 45:8: 'an_offer' is no id. Write lower-case letters and digits, joined by single hyphens: 'id: root-cause'.
                    {id: offer, § {§ 45:3: the task has no 'id'. Add a line such as 'id: root-cause'.
                    title: Make an offer, § `` § 45:3: the task has no 'title'. Add a line such as 'title: Find out what went wrong'.
                    title: Make an offer § title: '' § 45:22: 'title' must have from 1 to 200 characters. Write it as in 'title: Find out what went wrong'.
                    description: On the phone. § description: LONG § 42:16: 'description' must have from 1 to 2000 characters. Write it as in 'description: Talk to those who use it.'.
                    role: sales, § `` § 45:3: the task has no 'role'. Add a line such as 'role: csm'.
                    role: sales § role: VP CS § 45:43: 'VP CS' is no id. Write lower-case letters and digits, joined by single hyphens: 'role: csm'.
                    , dueInWorkingDays: 250 § `` § 45:3: the task has no 'dueInWorkingDays'. Add a line such as 'dueInWorkingDays: 2'.
                    dueInWorkingDays: 250 § dueInWorkingDays: 251 § 45:68: 'dueInWorkingDays' must be from 0 to 250, was 251. Write it as in 'dueInWorkingDays: 2'.
                    dueInWorkingDays: 250 § dueInWorkingDays: -1 § 45:68: 'dueInWorkingDays' must be from 0 to 250, was -1. Write it as in 'dueInWorkingDays: 2'.
                    dueInWorkingDays: 250 § dueInWorkingDays: 1.5 § 45:68: 'dueInWorkingDays' must be a whole number of days, was 1.5. Write it as in 'dueInWorkingDays: 2'.
                    dueInWorkingDays: 250 § dueInWorkingDays: 1 working day § 45:68: 'dueInWorkingDays' must be a number, this is text. Write it as in 'dueInWorkingDays: 2'.
                    dueInWorkingDays: 250 § dueInWorkingDays: 250, due: 5d § 45:73: the key 'due' is not known here. The keys here are 'id', 'title', 'description', 'role', 'dueInWorkingDays', 'opensInWorkingDays', 'approvedBy'.
                    - {id: offer, title: Make an offer, role: sales, dueInWorkingDays: 250} § - Make an offer § 45:3: a task must be a mapping, this is text. Begin it with 'id: root-cause'.
                    category: expansion\\n § `` § 33:1: the Play has no 'category'. Add a line such as 'category: risk'.
                    trigger: {status: green, signalCategory: expansion}\\n § `` § 33:1: the Play has no 'trigger'. Add a line such as 'trigger: {status: red}'.
                    trigger: {status: green, signalCategory: expansion} § trigger: {} § 38:10: the condition waits for nothing. Write it as in '{status: red}'.
                    trigger: {status: green, signalCategory: expansion} § trigger: {signal: promotd} § 38:19: there is no signal 'promotd'. Did you mean 'promoted'?
                    trigger: § triger: § 38:1: the key 'triger' is not known here. Did you mean 'trigger'?
                    name: Sell more § owner: csm § 35:1: the key 'owner' is not known here. The keys here are 'kind', 'id', 'description', 'name', 'category', 'trigger', 'tasks', 'successCriteria', 'riskLevel', 'riskLevelBySegment', 'outcomes'.
                    dueInWorkingDays: 250 § dueInWorkingDays: 250, opensInWorkingDays: 251 § 45:93: 'opensInWorkingDays' must be from 0 to 250, was 251. Write it as in 'opensInWorkingDays: 1'.
                    dueInWorkingDays: 250 § dueInWorkingDays: 5, opensInWorkingDays: 6 § 45:91: 'opensInWorkingDays' is 6, after the task is due (5). Write at most 5, or let it be due later.
                    dueInWorkingDays: 250 § dueInWorkingDays: 250, approvedBy: sales § 45:85: 'approvedBy' is 'sales', whose task it is. Name another role: nobody approves what they do themselves.
                    dueInWorkingDays: 250 § dueInWorkingDays: 250, approvedBy: VP § 45:85: 'VP' is no id. Write lower-case letters and digits, joined by single hyphens: 'approvedBy: vp-cs'.
                    name: Sell more § riskLevel: grave § 35:12: 'riskLevel' must be one of 'critical', 'high', 'medium', was 'grave'. Write it as in 'riskLevel: high'.
                    name: Sell more § riskLevelBySegment: {large: high} § 35:21: 'riskLevelBySegment' says where the level differs, and there is none. Add a line such as 'riskLevel: high'.
                    name: Sell more § riskLevel: high\\nriskLevelBySegment: {larg: critical} § 36:22: there is no segment 'larg'. Did you mean 'large'?
                    name: Sell more § outcomes: {success: won} § 35:11: the mapping of outcomes has no 'failure'. Add a line such as 'failure: lost'.
                    name: Sell more § outcomes: {success: won, failure: won} § 35:35: 'success' and 'failure' are both 'won'. Write two words, as in 'outcomes: {success: saved, failure: lost}'.
                    successCriteria:\\n- Something was bought\\n- They are glad of it § outcomes: {success: won, failure: lost} § 46:11: 'outcomes' need 'successCriteria', which make a success. Add a line such as 'successCriteria: [Renewal commitment obtained]'.
                    - Something was bought\\n- They are glad of it § `` § 46:17: 'successCriteria' must be a list, this is empty. Write it as in 'successCriteria: [Renewal commitment obtained]'.
                    - Something was bought § - 5 § 47:3: an item of 'successCriteria' must be a text, this is a number. Write it as in 'successCriteria: [Renewal commitment obtained]'.
                    - Something was bought § - '' § 47:3: 'successCriteria' must have from 1 to 200 characters. Write it as in 'successCriteria: [Renewal commitment obtained]'.
                    """)
    void shouldNamePlaceAndCure(String part, String instead, String problem) {
        // Given
        String text = Texts.replaced(Texts.REACTIONS, part, instead.replace("LONG", LONG));
        // When
        List<String> problems = Texts.problems(text);
        // Then
        assertThat(problems).containsExactly("a.yaml:" + problem);
    }
}
