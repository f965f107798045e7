from zhengtong.project import lock


def test_a_home_belongs_to_one_at_a_time_and_is_given_back(tmp_path):
    import os

    import pytest

    with lock.exclusive(tmp_path), pytest.raises(lock.InUse, match=f"进程 {os.getpid()}"), lock.exclusive(tmp_path):
        pass
    with lock.exclusive(tmp_path):
        pass
