-- Checks the language server in a real Neovim (0.7 or later) on a copy of the sample corpus, with the functions
-- that a user's keys call:
--
--   npm run build && nvim --headless --clean -S scripts/neovim-check.lua
--
-- MEIPI_SERVER names another server.js. One line for each check; the exit code is 1 when one failed.

local lsp, api, fn = vim.lsp, vim.api, vim.fn
local root = fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h:h')
local server = vim.env.MEIPI_SERVER or root .. '/dist/server.js'
local PATIENCE = 30000

-- Reporting ---------------------------------------------------------------------------------------------------------

local failed = 0

local function say(line)
  io.stdout:write(line .. '\n')
end

local function check(what, holds, detail)
  if not holds then failed = failed + 1 end
  say((holds and 'ok      ' or 'FAILED  ') .. what)
  if not holds and detail ~= nil then say('        ' .. (type(detail) == 'string' and detail or vim.inspect(detail))) end
end

local function wait_for(what, condition)
  local done = vim.wait(PATIENCE, condition, 20)
  if not done then check('waiting for ' .. what, false) end
  return done
end

-- The corpus: a copy, as texts and sidecars beside them are written ---------------------------------------------------

local corpus = fn.fnamemodify(fn.resolve(fn.tempname()), ':p') .. ' 语料 (1)'
fn.mkdir(corpus, 'p')
for _, file in ipairs(fn.glob(root .. '/seeds/*', false, true)) do
  fn.writefile(fn.readfile(file, 'b'), corpus .. '/' .. fn.fnamemodify(file, ':t'), 'b')
end

local function path_of(name)
  return corpus .. '/' .. name
end

local function contents(name)
  return table.concat(fn.readfile(path_of(name), 'b'), '\n')
end

local function hashes()
  local found = {}
  for _, file in ipairs(fn.glob(fn.escape(corpus, ' ()[]') .. '/*.txt', false, true)) do
    found[fn.fnamemodify(file, ':t')] = fn.sha256(table.concat(fn.readfile(file, 'b'), '\n'))
  end
  return found
end

-- What the editor shows ---------------------------------------------------------------------------------------------

local messages = {}
local show_message = lsp.handlers['window/showMessage']
lsp.handlers['window/showMessage'] = function(err, result, ctx, config)
  table.insert(messages, result.message)
  if result.type > 2 then return result end
  return show_message(err, result, ctx, config)
end

--- Titles offered when an action was last asked for, and the one to choose.
local offered, wanted = {}, nil
vim.ui.select = function(items, options, choose)
  offered = {}
  local chosen
  for _, item in ipairs(items) do
    local title = options.format_item(item)
    table.insert(offered, title)
    if wanted and title:find(wanted, 1, true) and not chosen then chosen = item end
  end
  choose(chosen)
end

local function attached()
  return (lsp.get_clients or lsp.get_active_clients)({ name = 'meipi' })[1]
end

local client_id

local function start()
  local config = { name = 'meipi', cmd = { 'node', server, '--stdio' }, root_dir = corpus, init_options = { annotator = 'Neovim' } }
  if lsp.start then
    client_id = lsp.start(config, { attach = false }) or lsp.start_client(config)
  else
    client_id = lsp.start_client(config)
  end
end

local function open(name)
  vim.cmd('edit ' .. fn.fnameescape(path_of(name)))
  lsp.buf_attach_client(0, client_id)
  wait_for('the client', function()
    local client = lsp.get_client_by_id(client_id)
    return client ~= nil and (client.initialized or client.server_capabilities ~= nil)
  end)
end

--- Puts the cursor on the first character of a passage; literal, case and line breaks kept.
local function go_to(passage)
  fn.cursor(1, 1)
  return fn.search('\\V\\C' .. fn.escape(passage, '\\'), 'cW') > 0
end

--- Selects a passage as a user does with v, and leaves the selection again so that its marks are set.
local function select(passage)
  go_to(passage)
  vim.cmd('normal! v' .. (fn.strchars(passage) > 1 and (fn.strchars(passage) - 1) .. 'l' or '') .. '\27')
end

--- Chooses a code action about the selection, or about the cursor.
local function act(title, on_selection)
  wanted, offered = title, {}
  if not on_selection then
    lsp.buf.code_action()
  elseif lsp.buf.range_code_action then
    lsp.buf.range_code_action()
  else
    lsp.buf.code_action({ range = { start = api.nvim_buf_get_mark(0, '<'), ['end'] = api.nvim_buf_get_mark(0, '>') } })
  end
  wait_for('code actions', function() return #offered > 0 end)
end

--- Text of the window that a hover opened.
local function hover_text()
  local before = {}
  for _, window in ipairs(api.nvim_list_wins()) do before[window] = true end
  lsp.buf.hover()
  local text
  vim.wait(10000, function()
    for _, window in ipairs(api.nvim_list_wins()) do
      if not before[window] and api.nvim_win_get_config(window).relative ~= '' then
        text = table.concat(api.nvim_buf_get_lines(api.nvim_win_get_buf(window), 0, -1, false), '\n')
        api.nvim_win_close(window, true)
        return true
      end
    end
    return false
  end, 20)
  return text or ''
end

--- Entries of the list that a request filled: `file: text at the place`.
local function listed(request)
  fn.setqflist({}, 'r')
  fn.setloclist(0, {}, 'r')
  request()
  local items = {}
  wait_for('a list', function()
    items = fn.getqflist()
    if #items == 0 then items = fn.getloclist(0) end
    return #items > 0
  end)
  vim.cmd('cclose | lclose')
  return items
end

--- What stands at an entry of a list, as many bytes as asked for.
local function at_entry(item, bytes)
  local line = fn.bufloaded(item.bufnr) == 1 and api.nvim_buf_get_lines(item.bufnr, item.lnum - 1, item.lnum, false)[1]
    or fn.readfile(fn.bufname(item.bufnr))[item.lnum] or ''
  return line:sub(item.col, item.col + bytes - 1)
end

local function execute(command, argument)
  local answer, answered
  lsp.get_client_by_id(client_id).request('workspace/executeCommand', { command = command, arguments = argument and { argument } or nil }, function(err, result)
    answer, answered = err or result, true
  end, 0)
  wait_for(command, function() return answered end)
  return answer
end

local function message_with(part)
  return vim.wait(5000, function()
    for _, message in ipairs(messages) do
      if message:find(part, 1, true) then return true end
    end
    return false
  end, 20)
end

-- The checks --------------------------------------------------------------------------------------------------------

local version = vim.version()
say(('Neovim %d.%d.%d, %s'):format(version.major, version.minor, version.patch, server))

local before = hashes()
start()
open('02-magazine-article.txt')

-- Looking up, in Traditional
go_to('新質生產力')
local hover = hover_text()
check('hover on a term (Traditional)', hover:find('新质生产力', 1, true) and hover:lower():find('new quality productive forces', 1, true), hover)
check('links in hovers lead to files', not hover:find('command:', 1, true), hover)
go_to('320萬元')
hover = hover_text()
check('hover on a number', hover:find('3,200,000', 1, true) or hover:find('3\\,200\\,000', 1, true), hover)

go_to('大模型')
local references = listed(function() lsp.buf.references() end)
local files, wrong = {}, {}
for _, item in ipairs(references) do
  files[fn.fnamemodify(fn.bufname(item.bufnr), ':t')] = true
end
check('references in several documents', vim.tbl_count(files) > 1, files)

go_to('紀滄浪')
references = listed(function() lsp.buf.references() end)
for _, item in ipairs(references) do
  local text = at_entry(item, #'紀滄浪')
  if text ~= '紀滄浪' and text ~= '纪沧浪' then table.insert(wrong, text) end
end
check('references of a person stand at exact places (' .. #references .. ')', #references > 0 and #wrong == 0, wrong)

go_to('紀滄浪')
lsp.buf.document_highlight()
local marks = {}
wait_for('highlights', function()
  marks = api.nvim_buf_get_extmarks(0, api.nvim_get_namespaces()['vim_lsp_references'] or -1, 0, -1, {})
  return #marks > 0
end)
check('document highlight', #marks >= 1, marks)
lsp.buf.clear_references()

local symbols = listed(function() lsp.buf.document_symbol() end)
check('document symbols', #symbols > 0 and symbols[1].text:find('鹿津', 1, true), symbols[1])
for _, query in ipairs({ '新质生产力', '新質生產力', 'xzscl' }) do
  symbols = listed(function() lsp.buf.workspace_symbol(query) end)
  check('workspace symbols: ' .. query, symbols[1] and symbols[1].text:find('新质生产力', 1, true), symbols[1])
end

-- Definition of a person who is named with a surrogate pair
open('04-interview.txt')
go_to('：方𠮷安，')
fn.search('𠮷', 'W')
hover = hover_text()
check('hover behind a character of two code units', hover:find('𠮷', 1, true), hover)
lsp.buf.definition()
vim.wait(3000, function() return fn.getcurpos()[2] == 1 end, 20)
check('definition stays in the corpus', fn.expand('%:p:h') == fn.fnamemodify(corpus, ':p:h'), fn.expand('%:p'))
vim.cmd('cclose')

-- Annotating a selection
local sidecar = '03-newspaper-feature-tw.txt.annotations.json'
open('03-newspaper-feature-tw.txt')
select('𠮷豐精機')
act('Annotate with “Framing”', true)
check('the outcome is told', message_with('Framing'), messages)
check('the sidecar has the passage', fn.filereadable(path_of(sidecar)) == 1 and contents(sidecar):find('"exact":"𠮷豐精機"', 1, true), fn.filereadable(path_of(sidecar)) == 1 and contents(sidecar) or 'none')
check('the sidecar has the annotator', contents(sidecar):find('"Neovim"', 1, true))

-- A selection whose last character is a surrogate pair: Neovim counts its end one code unit behind the start of that character
open('04-interview.txt')
select('方𠮷')
act('Annotate with “Metaphor”', true)
vim.wait(2000, function() return contents('04-interview.txt.annotations.json'):find('"exact":"方', 1, true) ~= nil end, 20)
check('a selection that ends with a surrogate pair', contents('04-interview.txt.annotations.json'):find('"exact":"方𠮷"', 1, true), contents('04-interview.txt.annotations.json'):match('"exact":"方[^"]*"'))

-- Whole lines (V)
open('03-newspaper-feature-tw.txt')
fn.cursor(1, 1)
local title = fn.getline(1)
vim.cmd('normal! V\27')
act('Annotate without a code', true)
vim.wait(2000, function() return contents(sidecar):find(title, 1, true) ~= nil end, 20)
check('selecting a line annotates the line without its end', contents(sidecar):find('"exact":"' .. title .. '"', 1, true), contents(sidecar):match('"exact":"[^"]*"'))

-- Typing before an annotation and inside it
api.nvim_buf_set_lines(0, 0, 0, false, { '新的一行😀', '' })
go_to('精機」')
vim.cmd('normal! i大')
go_to('大精機')
hover = hover_text()
check('an annotation follows the edits of the buffer', hover:find('Framing', 1, true), hover)
go_to('早上6點40分')
check('and is nowhere else', not hover_text():find('Framing', 1, true))
vim.cmd('silent write')
vim.wait(3000, function() return contents(sidecar):find('𠮷豐大精機', 1, true) ~= nil end, 20)
check('saving the buffer saves where annotations moved', contents(sidecar):find('𠮷豐大精機', 1, true), contents(sidecar))
vim.cmd('silent undo 0 | silent write')
wait_for('the sidecar', function() return contents(sidecar):find('"exact":"𠮷豐精機"', 1, true) ~= nil end)

-- Restart
lsp.stop_client(client_id)
wait_for('the end of the server', function()
  local client = lsp.get_client_by_id(client_id)
  return client == nil or client.is_stopped()
end)
start()
open('03-newspaper-feature-tw.txt')
go_to('𠮷豐精機')
hover = hover_text()
check('after a restart the annotation is there', hover:find('Framing', 1, true) and hover:find('Neovim', 1, true), hover)

-- Recode, undo, delete
messages = {}
act('Add “Problem”', false)
check('an annotation gets another code', message_with('Problem'), offered)
local undone = execute('meipi.server.undo')
check('undo', type(undone) == 'string' and not contents(sidecar):find('"problem"', 1, true), undone)
act('Delete the annotation “Framing”', false)
wait_for('the deletion', function() return not contents(sidecar):find('𠮷豐精機"', 1, true) end)
check('delete', not contents(sidecar):find('"exact":"𠮷豐精機"', 1, true))

-- Commands with arguments of one's own
select('海屏市南側')
local range = lsp.util.make_given_range_params().range
local made = execute('meipi.server.annotate', { uri = vim.uri_from_bufnr(0), range = range, codes = { '地名' }, memo = '在哪里？' })
check('annotate with a new code and a memo', made.quote == '海屏市南側' and made.memo == '在哪里？', made)
check('the new code is in the code book', contents('codebook.json'):find('地名', 1, true))
local exported = execute('meipi.server.export', { corpus = vim.uri_from_fname(corpus), format = 'csv', file = vim.uri_from_fname(path_of('out.csv')) })
check('export', type(exported.rows) == 'number' and exported.rows > 0 and contents('out.csv'):find('海屏市南側', 1, true), exported)

-- Diagnostics
vim.cmd('edit ' .. fn.fnameescape(path_of('corpus.json')))
lsp.buf_attach_client(0, client_id)
fn.search('"title"')
vim.cmd('silent substitute/"title".*/"title": 12,/ | silent write')
local shown = {}
wait_for('a diagnostic', function()
  shown = vim.diagnostic.get(0)
  return #shown > 0
end)
check('a mistake in corpus.json is shown on its line', shown[1] and shown[1].lnum == 1, shown)
vim.cmd('silent undo | silent write')
wait_for('no diagnostic', function() return #vim.diagnostic.get(0) == 0 end)

check('the texts are as they were', vim.deep_equal(before, hashes()), { before, hashes() })

lsp.stop_client(client_id)
vim.wait(3000, function() return lsp.get_client_by_id(client_id) == nil end, 20)
fn.delete(corpus, 'rf')
say(failed == 0 and 'all well' or failed .. ' failed')
vim.cmd(failed == 0 and 'qall!' or 'cquit')
