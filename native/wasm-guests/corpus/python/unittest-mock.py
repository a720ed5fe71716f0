"""unittest.mock: mocks, patches, side effects."""
from unittest.mock import Mock, MagicMock, patch, call
import json

m = Mock(return_value=3, name="m")
print(m(1, a=2), m.called, m.call_args, m.call_count)
m.method.side_effect = [1, ValueError("x")]
print(m.method())
try:
    m.method()
except ValueError as e:
    print(e)
with patch("json.dumps", return_value="patched") as p:
    print(json.dumps({}), p.mock_calls == [call({})])
print(json.dumps({}))
mm = MagicMock()
mm.__len__.return_value = 5
print(len(mm), mm[0] is not None)
try:
    m.assert_called_with(9)
except AssertionError as e:
    print("AssertionError", "expected call not found" in str(e))
