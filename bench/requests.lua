-- Sends the requests of a file in turn. A run of # in one is replaced by a number that no other has.
-- wrk … -- <file> <how many were sent before>

local requests, sent = {}, 0

function init(args)
  for raw in io.open(args[1]):read('*a'):gmatch('[^\30]+') do
    local head, tail = raw:match('^(.-)#########(.*)$')
    requests[#requests + 1] = { head = head or raw, tail = tail }
  end
  sent = tonumber(args[2])
end

function request()
  local one = requests[sent % #requests + 1]
  sent = sent + 1
  return one.tail and one.head .. string.format('%09d', sent) .. one.tail or one.head
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format('{"requests":%d,"seconds":%f,"p99":%f,"failed":%d}\n', summary.requests, summary.duration / 1e6,
    latency:percentile(99) / 1e3, errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
