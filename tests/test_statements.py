import pytest
from django.db import connection, transaction


def one():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


@pytest.mark.django_db
def test_each_statement_counts_once(count_statements):
    with count_statements() as ran:
        one()
        one()
    assert ran == ["SELECT 1", "SELECT 1"]


@pytest.mark.django_db(transaction=True)
def test_transaction_control_costs_nothing(count_statements):
    with count_statements() as ran, transaction.atomic(), transaction.atomic():
        one()
    assert ran == ["SELECT 1"]


@pytest.mark.django_db
def test_a_batch_of_rows_is_one_statement(count_statements):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE batch (n integer)")
        with count_statements() as ran:
            cursor.executemany("INSERT INTO batch VALUES (%s)", [(1,), (2,)])
    assert len(ran) == 1


@pytest.mark.django_db
def test_a_request_over_its_limit_shows_what_it_ran(count_statements):
    with count_statements() as ran:
        one()
    ran.assert_at_most(1)
    with pytest.raises(AssertionError, match=r"1 SQL statements ran where at most 0 may:\n +1\. SELECT 1"):
        ran.assert_at_most(0)
