-- What is done to the queue, each in one piece. KEYS[1] is what all its keys begin with, ARGV[1] names the operation, and
-- ARGV[2] is the time. Times are whole microseconds of the Unix epoch, which a number here holds exactly.
--
--   job:<id>       hash    a job; 'entry' is where it stands in its stream
--   is:<state>     zset    the ids of the jobs in a state, in their order
--   due            zset    the scheduled jobs by the time from which they can be leased
--   leases         zset    the leased jobs by the end of their lease
--   finished       zset    the done jobs by the time they were done
--   work:<type>    stream  an entry for each job that is ready, or pending with the consumer that leased it
--   schedules      zset    the names of the schedules, in their order
--   schedule:<name> hash   a schedule
--   changed        channel where it is said that there may be something to lease
local prefix, now = KEYS[1], tonumber(ARGV[2])
local call = redis.call
local group = 'workers'
-- The most leases that are ended, and jobs that come due, on the way of one operation.
local batch = 1000
local fields = {
  'type', 'payload', 'state', 'attempt', 'max', 'notBefore', 'created', 'leasedUntil', 'finished', 'error', 'trace',
}

local function job(id) return prefix .. 'job:' .. id end
local function work(type) return prefix .. 'work:' .. type end
local function is(state) return prefix .. 'is:' .. state end
local due, leases, finished = prefix .. 'due', prefix .. 'leases', prefix .. 'finished'

local function changed() call('PUBLISH', prefix .. 'changed', '') end

local function read(id)
  local values = call('HMGET', job(id), unpack(fields))
  table.insert(values, 1, id)
  return values
end

local function become(id, state)
  local before = call('HGET', job(id), 'state')
  if before then call('ZREM', is(before), id) end
  call('ZADD', is(state), 0, id)
  call('HSET', job(id), 'state', state)
end

-- Takes the job from where it waits or is held.
local function withdraw(id)
  local type, entry = unpack(call('HMGET', job(id), 'type', 'entry'))
  call('ZREM', due, id)
  call('ZREM', leases, id)
  if entry then
    call('XACK', work(type), group, entry)
    call('XDEL', work(type), entry)
  end
  call('HDEL', job(id), 'entry', 'token', 'leasedUntil')
end

local function offer(id)
  local stream = work(call('HGET', job(id), 'type'))
  if call('EXISTS', stream) == 0 then call('XGROUP', 'CREATE', stream, group, '0', 'MKSTREAM') end
  call('HSET', job(id), 'entry', call('XADD', stream, '*', 'id', id))
  become(id, 'ready')
end

local function await(id, at)
  call('HSET', job(id), 'notBefore', at)
  if tonumber(at) > now then
    call('ZADD', due, at, id)
    become(id, 'scheduled')
  else
    offer(id)
  end
end

local function finish(id, state)
  call('HSET', job(id), 'finished', ARGV[2])
  become(id, state)
end

local function remove(id)
  withdraw(id)
  call('ZREM', finished, id)
  call('ZREM', is(call('HGET', job(id), 'state')), id)
  call('DEL', job(id))
end

-- What the time alone has changed: leases that are over, and jobs whose time has come.
local function catchUp()
  for _, id in ipairs(call('ZRANGEBYSCORE', leases, '-inf', ARGV[2], 'LIMIT', 0, batch)) do
    local attempt, max = unpack(call('HMGET', job(id), 'attempt', 'max'))
    withdraw(id)
    call('HSET', job(id), 'error', 'Attempt ' .. attempt .. ': the lease ended before the attempt did.')
    if tonumber(attempt) < tonumber(max) then offer(id) else finish(id, 'dead') end
  end
  for _, id in ipairs(call('ZRANGEBYSCORE', due, '-inf', ARGV[2], 'LIMIT', 0, batch)) do
    call('ZREM', due, id)
    offer(id)
  end
end

local function isHeld(id, token)
  local held, ends = unpack(call('HMGET', job(id), 'token', 'leasedUntil'))
  return held == token and tonumber(ends) > now
end

-- The first job of a stream that nobody was given, behind the entry that was given last, with the time since which it is due.
local function head(stream, last)
  local found = call('XRANGE', stream, '(' .. last, '+', 'COUNT', 1)[1]
  return found and { last = last, since = tonumber(call('HGET', job(found[2][2]), 'notBefore')) }
end

local function headOf(type)
  local stream = work(type)
  if call('EXISTS', stream) == 0 then return nil end
  local about = call('XINFO', 'GROUPS', stream)[1]
  for i = 1, #about, 2 do
    if about[i] == 'last-delivered-id' then return head(stream, about[i + 1]) end
  end
end

local function texts(from)
  local found = {}
  for i = from, #ARGV do found[#found + 1] = ARGV[i] end
  return found
end

local operations = {}

-- id, type, payload, attempts, the time from which it can be leased, trace or nothing
function operations.enqueue()
  local id = ARGV[3]
  catchUp()
  if call('EXISTS', job(id)) == 1 then return 0 end
  call('HSET', job(id), 'type', ARGV[4], 'payload', ARGV[5], 'attempt', 0, 'max', ARGV[6], 'created', ARGV[2])
  if ARGV[8] ~= '' then call('HSET', job(id), 'trace', ARGV[8]) end
  await(id, ARGV[7])
  changed()
  return 1
end

-- limit, end of the leases, token, consumer, types
function operations.lease()
  local limit, ends, token, consumer = tonumber(ARGV[3]), ARGV[4], ARGV[5], ARGV[6]
  catchUp()
  local heads, leased = {}, {}
  for _, type in ipairs(texts(7)) do heads[type] = headOf(type) end
  while #leased < limit do
    local first
    for type, found in pairs(heads) do
      if not first or found.since < heads[first].since then first = type end
    end
    if not first then break end
    local entry = call('XREADGROUP', 'GROUP', group, consumer, 'COUNT', 1, 'STREAMS', work(first), '>')[1][2][1]
    local id = entry[2][2]
    call('HINCRBY', job(id), 'attempt', 1)
    call('HSET', job(id), 'token', token, 'leasedUntil', ends)
    call('ZADD', leases, ends, id)
    become(id, 'leased')
    leased[#leased + 1] = read(id)
    heads[first] = head(work(first), entry[1])
  end
  return leased
end

-- types; answers with the time at which there is something to lease, or nothing
function operations.next()
  for _, type in ipairs(texts(3)) do
    if headOf(type) then return ARGV[2] end
  end
  local next
  for _, key in ipairs({ due, leases }) do
    local at = call('ZRANGE', key, 0, 0, 'WITHSCORES')[2]
    if at and (not next or tonumber(at) < tonumber(next)) then next = at end
  end
  return next
end

-- id, token, end of the lease
function operations.extend()
  if not isHeld(ARGV[3], ARGV[4]) then return 0 end
  -- Where memory is used up, a script may add only after it has taken away.
  call('ZREM', leases, ARGV[3])
  call('ZADD', leases, ARGV[5], ARGV[3])
  call('HSET', job(ARGV[3]), 'leasedUntil', ARGV[5])
  return 1
end

-- id, token, the time before which a done job may be forgotten: two go for each that comes, so that they are never many
function operations.complete()
  local id = ARGV[3]
  if not isHeld(id, ARGV[4]) then return 0 end
  withdraw(id)
  call('HDEL', job(id), 'payload', 'error')
  call('ZADD', finished, ARGV[2], id)
  finish(id, 'done')
  for _, old in ipairs(call('ZRANGEBYSCORE', finished, '-inf', '(' .. ARGV[5], 'LIMIT', 0, 2)) do remove(old) end
  return 1
end

-- id, token
function operations.release()
  local id = ARGV[3]
  if not isHeld(id, ARGV[4]) then return 0 end
  withdraw(id)
  call('HINCRBY', job(id), 'attempt', -1)
  offer(id)
  changed()
  return 1
end

-- id, token, error, the time of the next attempt or nothing; answers with the state that follows, or nothing
function operations.fail()
  local id, at = ARGV[3], ARGV[6]
  if not isHeld(id, ARGV[4]) then return false end
  local attempt, max = unpack(call('HMGET', job(id), 'attempt', 'max'))
  withdraw(id)
  call('HSET', job(id), 'error', ARGV[5])
  if at ~= '' and tonumber(attempt) < tonumber(max) then await(id, at) else finish(id, 'dead') end
  changed()
  return call('HGET', job(id), 'state')
end

-- id
function operations.find()
  catchUp()
  return call('EXISTS', job(ARGV[3])) == 1 and read(ARGV[3])
end

-- the id before the first or nothing, limit, states
function operations.list()
  catchUp()
  local from = ARGV[3] == '' and '-' or '(' .. ARGV[3]
  local ids, jobs = {}, {}
  for _, state in ipairs(texts(5)) do
    for _, id in ipairs(call('ZRANGEBYLEX', is(state), from, '+', 'LIMIT', 0, ARGV[4])) do ids[#ids + 1] = id end
  end
  table.sort(ids)
  for i = 1, math.min(#ids, tonumber(ARGV[4])) do jobs[i] = read(ids[i]) end
  return jobs
end

-- states
function operations.count()
  catchUp()
  local counts = {}
  for i, state in ipairs(texts(3)) do counts[i] = call('ZCARD', is(state)) end
  return counts
end

-- id
function operations.retry()
  local id = ARGV[3]
  catchUp()
  if call('HGET', job(id), 'state') ~= 'dead' then return 0 end
  call('HSET', job(id), 'attempt', 0)
  call('HDEL', job(id), 'finished')
  await(id, ARGV[2])
  changed()
  return 1
end

-- id
function operations.delete()
  if call('EXISTS', job(ARGV[3])) == 0 then return 0 end
  remove(ARGV[3])
  return 1
end

local function schedule(name) return prefix .. 'schedule:' .. name end

local function readSchedule(name)
  local values = call('HMGET', schedule(name), 'cron', 'type', 'payload', 'next')
  table.insert(values, 1, name)
  return values
end

-- name, cron, type, payload, next occurrence or nothing: here in ticks, which are compared as they are
function operations.setSchedule()
  call('ZADD', prefix .. 'schedules', 0, ARGV[3])
  call('HSET', schedule(ARGV[3]), 'cron', ARGV[4], 'type', ARGV[5], 'payload', ARGV[6], 'next', ARGV[7])
  return 1
end

-- name
function operations.findSchedule()
  return call('EXISTS', schedule(ARGV[3])) == 1 and readSchedule(ARGV[3])
end

function operations.listSchedules()
  local found = {}
  for i, name in ipairs(call('ZRANGE', prefix .. 'schedules', 0, -1)) do found[i] = readSchedule(name) end
  return found
end

-- name, the occurrence that it must be at, the next one or nothing
function operations.advanceSchedule()
  if call('HGET', schedule(ARGV[3]), 'next') ~= ARGV[4] then return 0 end
  call('HSET', schedule(ARGV[3]), 'next', ARGV[5])
  return 1
end

-- name
function operations.deleteSchedule()
  call('ZREM', prefix .. 'schedules', ARGV[3])
  return call('DEL', schedule(ARGV[3]))
end

return operations[ARGV[1]]()
